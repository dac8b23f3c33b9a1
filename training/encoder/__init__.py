"""The encoder: base weights, vocabulary trimming, fine-tuning, export. Needs the `train` extra."""
