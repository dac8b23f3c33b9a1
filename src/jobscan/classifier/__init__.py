"""The classifier: features, linear model, bundle. Heavy imports stay in its modules."""
