"""Ratings from elsewhere: files read, films matched, a draft confirmed."""
