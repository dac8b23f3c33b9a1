"""What the encoder is worth before fine-tuning: logistic regressions on its vectors, out of fold."""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tokenizers import Tokenizer

from jobscan.classifier.bundle import TOKENIZER
from jobscan.classifier.encoder import Pieces
from training.dataset import Target, Vector
from training.encoder.net import Net, load_backbone
from training.encoder.stage import Setup
from training.encoder.vectors import pooled_vectors
from training.matrix import Rows

STRENGTH = 0.03


def frozen_scores(setup: Setup, views: Sequence[str], fraud: Target, splits: Sequence[tuple[Rows, Rows]]) -> Vector:
    """Log-odds of fraud for each text by the fold that did not see it, from the first window of its view."""
    pieces = Pieces(Tokenizer.from_file(str(setup.base / TOKENIZER)), setup.windows)
    net = Net(load_backbone(setup.base, setup.layers), setup.outputs)
    vectors = pooled_vectors(net, [pieces.windows(pieces.lines(view))[0] for view in views]).numpy()
    scores = np.full(len(views), np.nan)
    for train, test in splits:
        model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=500))
        model.fit(vectors[train], fraud.labels[train], logisticregression__sample_weight=fraud.importance[train])
        scores[test] = model.decision_function(vectors[test])
    return scores
