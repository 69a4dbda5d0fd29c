import { z } from 'zod';
import { byBoth, type Properties } from '../property';

export const presence = {
  enabled: byBoth(z.boolean(), 'Set `false` to leave the flow out of this environment. The default is `true`.'),
} satisfies Properties;
