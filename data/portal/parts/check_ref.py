def check_ref(ref):
    """Refuses a ref that is not checked out, because towpath deploys the files of the workspace."""
    commits = [
        subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"],
            cwd=WORKSPACE,
            capture_output=True,
            encoding="utf-8",
        ).stdout.strip()
        for name in (ref, "HEAD")
    ]
    if commits[0] != commits[1]:
        raise RuntimeError(f"{ref} is not checked out: towpath deploys the files of the workspace")
