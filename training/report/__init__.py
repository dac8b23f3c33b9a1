"""What a run found, for people: comparisons of methods, results by slice, plots, the model card."""
