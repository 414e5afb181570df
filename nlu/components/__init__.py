"""Attaché's own parts of the pipeline in ``config.yml``. Each imports Rasa, so nothing is imported here."""
