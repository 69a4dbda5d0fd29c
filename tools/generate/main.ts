import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from './generated';

void generated().then((texts) => {
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(__dirname, '../..', file), text);
});
