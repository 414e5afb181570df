"""How the encoder learns which passage answers which question; loaded only by ``attache train-encoder``."""
