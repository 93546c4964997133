"""Starting, watching and stopping the processes that make up the bot, and building what they need."""
