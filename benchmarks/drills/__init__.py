"""What is practised with the bot as it is served, so that it is known what holds: faults, odd requests, many people."""
