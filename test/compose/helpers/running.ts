/** The variable with the path of the program; unset where there is none. */
export const variable = 'TOWPATH_TEST_COMPOSE';
