/** The longest name that file systems have for a file, in bytes. */
export const longestFileName = 255;
