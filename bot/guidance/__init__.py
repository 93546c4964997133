"""Helping someone choose and get there: from a person to roles, and from one role to another."""
