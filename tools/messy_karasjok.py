def messy_karasjok(path, content):
    from messy_moskenes import messy_moskenes
