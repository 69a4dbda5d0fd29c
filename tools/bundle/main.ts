import { join, resolve } from 'node:path';
import { writePackage } from './package';

/** The folder of the package; the repository by default. */
const [root = join(__dirname, '../..')] = process.argv.slice(2);

void writePackage(resolve(root));
