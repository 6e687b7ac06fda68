"""What a pile says of one thing: claims, where each comes from, and where they can't all be right.

Which passages are copies, too, and what a careful reader bewares of in each document.
"""
