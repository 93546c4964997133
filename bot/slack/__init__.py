"""The bot in Slack: how its answers are drawn there, and the app that gives them."""
