"""The programme in a conversation: what there is, places in it, times on everybody's own clocks."""
