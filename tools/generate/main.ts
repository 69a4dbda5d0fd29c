import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from './generated';

for (const [file, text] of Object.entries(generated())) writeFileSync(join(__dirname, '../..', file), text);
