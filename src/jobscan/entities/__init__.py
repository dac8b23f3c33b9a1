"""Everything named in an ad: contacts, money, countries, employers; extracted once, used by all later steps."""

from jobscan.entities.accounts import find_accounts
from jobscan.entities.ages import find_ages
from jobscan.entities.channels import mark_own
from jobscan.entities.countries import CountryFinder
from jobscan.entities.employers import EmployerFinder
from jobscan.entities.licences import find_licences
from jobscan.entities.links import find_handles, find_links, find_mails, refang
from jobscan.entities.making import overlaps
from jobscan.entities.money import MoneyWords, find_money
from jobscan.entities.phones import find_phones
from jobscan.entities.regencies import PlaceFinder
from jobscan.knowledge import Knowledge
from jobscan.text import TextViews
from jobscan.types import Entity

__all__ = ["EntityExtractor"]


class EntityExtractor:
    """All finders, compiled once for one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._countries = CountryFinder(knowledge)
        self._employers = EmployerFinder(knowledge)
        self._places = PlaceFinder(knowledge)
        self._money_words = MoneyWords.of(knowledge)
        self._rates = {currency: rate.idr for currency, rate in knowledge.references.rates.items()}

    def extract(self, views: TextViews) -> tuple[Entity, ...]:
        """All entities in order of their place in the original text."""
        channels = self._knowledge.channels
        addresses = refang(views)
        contacts = list(find_mails(addresses, channels))
        contacts += find_links(addresses, channels, contacts)
        contacts += find_handles(views, contacts)
        employers = list(self._employers.find(views, contacts))
        claimed = {str(entity.value) for entity in employers}
        contacts = mark_own(contacts, [self._knowledge.employers[code] for code in sorted(claimed)])
        accounts = list(find_accounts(views))
        phones = [phone for phone in find_phones(views) if not overlaps(phone, accounts)]
        licences = [e for e in find_licences(views) if not overlaps(e, (*contacts, *phones, *accounts))]
        numbers = [*phones, *accounts, *licences]
        money = [e for e in find_money(views, self._money_words, self._rates) if not overlaps(e, numbers)]
        ages = [e for e in find_ages(views) if not overlaps(e, (*numbers, *money))]
        places = [e for e in self._places.find(views) if not overlaps(e, (*contacts, *employers))]
        found = [*contacts, *employers, *numbers, *money, *ages, *places, *self._countries.find(views)]
        return tuple(sorted(found, key=lambda e: (e.start, e.end, e.type)))
