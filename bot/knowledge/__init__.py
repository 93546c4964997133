"""What the bot knows: the model of a role, the files people edit, the store the bot reads."""
