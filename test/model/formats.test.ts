import { hostOrAddress } from '../../src/model/formats';

test.each(['db', 'DB.example.org', 'a_b.c', '10.0.0.1', '::1', 'a1', '1a.2b', 'example.org.'])(
  '%s is a host',
  (host) => {
    expect(hostOrAddress.safeParse(host).success).toBe(true);
  },
);

test.each(['', 'a b', '-a', 'a..b', 'http://x', 'x:80', '[::1]', '*.a', '256.1.1.1', '1.2.3', '7', 'a.5', 'a.5.'])(
  '%j is no host',
  (host) => {
    expect(hostOrAddress.safeParse(host).success).toBe(false);
  },
);
