"""Stock Rasa, to be measured beside ours: what `rasa init` sets up, on our data, domain and store.

Its pipeline and policies are those of Rasa's default configuration, its server is `rasa run`, its action server
rasa-sdk's. It understands with DIET alone. Our actions answer a reading, which its pipeline does not make;
actions_main.py makes one of the intent and the entities, with a look-up of each name in the same store (reading.py).
That is less work than our own understanding does, so that what stock Rasa takes is told too low rather than too high.
"""
