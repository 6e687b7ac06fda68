"""What a pile says of one thing: claims, where each comes from, and where they can't all be right.

Pure functions of the lines of one topic; nothing here opens a document.
"""
