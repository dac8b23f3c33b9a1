"""Everything named in an ad: contacts, money, countries, employers; extracted once, used by all later steps."""

from jobscan.entities.channels import mark_own
from jobscan.entities.countries import CountryFinder
from jobscan.entities.employers import EmployerFinder
from jobscan.entities.links import find_handles, find_links, find_mails
from jobscan.entities.money import MoneyWords, find_money
from jobscan.entities.phones import find_phones
from jobscan.entities.places import overlaps
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
        self._money_words = MoneyWords.of(knowledge)
        self._rates = {currency: rate.idr for currency, rate in knowledge.references.rates.items()}

    def extract(self, views: TextViews) -> tuple[Entity, ...]:
        """All entities in order of their place in the original text."""
        channels = self._knowledge.channels
        contacts = list(find_mails(views, channels))
        contacts += find_links(views, channels, contacts)
        contacts += find_handles(views, contacts)
        employers = list(self._employers.find(views, contacts))
        claimed = {str(entity.value) for entity in employers}
        contacts = mark_own(contacts, [self._knowledge.employers[code] for code in sorted(claimed)])
        phones = list(find_phones(views))
        money = [e for e in find_money(views, self._money_words, self._rates) if not overlaps(e, phones)]
        found = [*contacts, *employers, *phones, *money, *self._countries.find(views)]
        return tuple(sorted(found, key=lambda e: (e.start, e.end, e.type)))
