def towpath(*arguments):
    """Runs towpath in the workspace and returns what it prints."""
    name = "towpath.cmd" if sys.platform == "win32" else "towpath"
    places = [folder / "node_modules" / ".bin" / name for folder in (WORKSPACE, *WORKSPACE.parents)]
    program = next((str(place) for place in places if place.exists()), shutil.which(name))
    if program is None:
        raise RuntimeError("towpath is not installed: run `npm install` in the workspace")
    done = subprocess.run(
        [program, *arguments], cwd=WORKSPACE, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or f"towpath ended with {done.returncode}")
    return done.stdout
