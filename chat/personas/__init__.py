"""Who CineBot speaks as: voices as data, chosen by people, edited by staff."""
