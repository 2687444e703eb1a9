"""Language models and embeddings behind one contract."""
