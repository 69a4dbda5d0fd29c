import { z } from 'zod';
import { both, type Properties } from '../property';

export const presence = {
  enabled: both(z.boolean(), 'Set `false` to leave the flow out of this environment. The default is `true`.'),
} satisfies Properties;
