import { join } from 'node:path';

/** The folder of this package, which holds `package.json` and `data`. The bundle is as deep below it as this file. */
export const packageFolder = join(__dirname, '../..');
