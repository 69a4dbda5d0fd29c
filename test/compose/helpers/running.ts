/** The environment variable with the path of the program; not set if there is none. */
export const variable = 'TOWPATH_TEST_COMPOSE';
