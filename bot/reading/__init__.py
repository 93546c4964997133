"""What a message means, as one typed value, read once: no store but names, no Rasa, no memory."""
