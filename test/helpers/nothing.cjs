// Stands for a package that the code under test loads and never uses.
