"""What happens by the clock: offers end, reminders and news are written down to be sent, calendars are served."""
