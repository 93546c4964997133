-- Beside the database that the image makes: what reports are made from.
CREATE DATABASE events;
