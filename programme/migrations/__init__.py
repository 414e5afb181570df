"""How tables change from version to version: ``env.py`` runs the revisions in ``versions/``, one after the other."""
