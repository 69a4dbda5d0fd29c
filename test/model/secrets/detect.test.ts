// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders as users write them
import { generateKeyPairSync } from 'node:crypto';
import { secretIn, secretInArguments, secretInFile, secretInText } from '../../../src/model/secrets/detect';

const word = (length: number) => 'a1B2c3D4e5F6g7H8i9J0'.repeat(5).slice(0, length);
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const pair = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** Joins the parts of a token, so that no file contains text that looks like a token. */
const tokens: readonly [string, string][] = [
  ['a GitHub token', `ghp_${word(36)}`],
  ['a GitHub token', `github_pat_${word(22)}_${word(59)}`],
  ['a GitLab token', `glpat-${word(20)}`],
  ['an AWS access key', `AKIA${'ABCDEFGH2345WXYZ'}`],
  ['a Slack token', `xoxb-${word(24)}`],
  ['a Slack webhook', `https://hooks.slack.com/services/T0/B0/${word(24)}`],
  ['a Discord webhook', `https://discord.com/api/webhooks/123/${word(60)}`],
  ['a Stripe key', `sk_live_${word(24)}`],
  ['a Google API key', `AIza${word(35)}`],
  ['a Google OAuth secret', `GOCSPX-${word(28)}`],
  ['an npm token', `npm_${word(36)}`],
  ['a PyPI token', `pypi-${word(60)}`],
  ['a SendGrid key', `SG.${word(22)}.${word(43)}`],
  ['a JSON Web Token', `${base64url({ alg: 'HS256' })}.${base64url({ sub: 'somebody' })}.${word(43)}`],
  ['a Telegram token', `123456789:${word(35)}`],
  ['an Azure key', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${word(86)}==`],
  ['a DigitalOcean token', `dop_v1_${'0123456789abcdef'.repeat(4)}`],
  ['a HashiCorp Vault token', `hvs.${word(24)}`],
  ['an Anthropic or OpenAI key', `sk-proj-${word(24)}`],
  ['a bearer token', `Bearer ${word(20)}`],
  ['a name and a password', 'Basic bWU6cGFzc3dvcmQ='],
  ['a private key', pair.privateKey],
];

it.each(tokens)('%s is recognised by its format, under any name and inside any text', (kind, token) => {
  expect([secretIn('GREETING', token), secretInFile('app.txt', `one\n  ${token}\n`)]).toEqual([
    kind,
    token.startsWith('Basic') ? undefined : kind,
  ]);
});

it.each(tokens)('%s is not shown in the description', (_, token) => {
  expect(secretIn('GREETING', token)).not.toContain(token);
});

it.each([
  'DB_PASSWORD',
  'PGPASSWORD',
  'MYSQL_PWD',
  'DBPASS',
  'RABBITMQ_DEFAULT_PASS',
  'SESSION_JWT',
  'GITHUB_PAT',
  'SENTRY_DSN',
  'apiKey',
  'clientSecret',
  'API_TOKEN_2',
  'AWS_SECRET_ACCESS_KEY',
  'SECRET_KEY_BASE',
  'DJANGO_SECRET_KEY',
  'spring.datasource.password',
  'quarkus.oidc.credentials.secret',
  'my-app/api-key',
  'PASSWORD_SALT',
  'SLACK_WEBHOOK',
])('%s is the name of a secret', (name) => {
  expect(secretIn(name, 'hunter2')).toBe('a secret, by its name');
});

it.each([
  'COMPASS',
  'BYPASS',
  'PASSENGER',
  'PATH',
  'DISPATCH',
  'PASSWORD_FILE',
  'TOKEN_PATH',
  'TOKEN_TTL',
  'PASSPHRASE_HINT',
  'PASSWORD_MIN_LENGTH',
  'secretName',
  'SECRET_NAME',
  'KEYBOARD',
  'MONKEY',
  'PUBLIC_KEY',
  'PUBLIC_API_KEY',
  'TOKENIZER',
  'OLDPWD',
  'TLS_SECRET',
  'WEBHOOK_ENABLED',
  'kubernetes.io/tls-acme',
  'key',
  'AUTHOR',
  'tokenizers',
])('%s is not the name of a secret', (name) => {
  expect(secretIn(name, 'hunter2')).toBeUndefined();
});

it.each([
  '',
  ' ',
  'true',
  'no',
  '3600',
  '15m',
  '$(OTHER)',
  '${OTHER}',
  '$OTHER',
  '{{ .Values.password }}',
  '<your password>',
  '/run/secrets/password',
  './token.txt',
  'file:/etc/x',
  'vault:secret/data/x#y',
  'arn:aws:secretsmanager:eu:1:secret:x',
  'https://docs.example.org/tokens',
  '********',
  'xxxx',
  pair.publicKey,
])('%j under the name of a password is not a secret', (value) => {
  expect(secretIn('ADMIN_PASSWORD', value)).toBeUndefined();
});

it.each([
  'postgres://me:hunter2@db:5432/x',
  'redis://:hunter2@redis',
  'amqp://me:pa$$word@mq',
  'mongodb+srv://me:h@x',
  'me:hunter2@tcp(db:3306)/x',
  'host=db user=me password=hunter2',
  'Server=db;User Id=me;Password=hunter2;',
  'https://example.org/?access_token=hunter2&x=1',
  '-Xmx1g -Dspring.datasource.password=hunter2',
])('%s contains a password', (value) => {
  expect(secretIn('SETTINGS', value)).toMatch(/password/);
});

it.each([
  'postgres://me@db/x',
  'postgres://me:$(PASSWORD)@db/x',
  'postgres://me:${PASSWORD}@db/x',
  'https://example.org:8080/a@b',
  'postgres://{user}:{password}@db',
  'redis://:***@redis',
  'host=db password=$(PASSWORD)',
  'https://example.org/?token=',
  'SELECT 1 WHERE token=?',
  'Basic authentication',
  'Bearer authentication',
  'a:b@c',
  'git@github.com:a/b.git',
  'docker.io/a/b@sha256:0123',
])('%s contains no password', (value) => {
  expect(secretIn('SETTINGS', value)).toBeUndefined();
});

describe('an address', () => {
  it('of a webhook is a secret, unless its host is inside the cluster', () => {
    expect(secretIn('ALERT_WEBHOOK_URL', 'https://chat.example.org/hooks/a1b2')).toBeDefined();
    expect(secretIn('ALERT_WEBHOOK_URL', 'http://alerts:8080/hook')).toBeUndefined();
    expect(secretIn('ALERT_WEBHOOK_URL', 'https://alerts.ops.svc/hook')).toBeUndefined();
  });

  it('of a DSN is a secret if it contains a key', () => {
    expect(secretIn('SENTRY_DSN', 'https://a1b2c3@sentry.example.org/1')).toBeDefined();
    expect(secretIn('DATABASE_DSN', 'sqlite:///data/db')).toBeUndefined();
  });
});

it.each([
  [['--password=hunter2']],
  [['--password', 'hunter2']],
  [['-db.password', 'hunter2']],
  [['server', '--api-key', 'abc']],
  [['mysqladmin', 'ping', '-phunter2']],
  [['sh', '-c', 'mysql -uroot -phunter2 -e "select 1"']],
  [['redis-cli', '-a', 'hunter2', 'ping']],
  [['redis-server', '--requirepass', 'hunter2']],
  [['curl', '-u', 'me:hunter2', 'http://x']],
  [['sh', '-c', 'PGPASSWORD=hunter2 psql -c "select 1"']],
  [['curl', '-H', `Authorization: Bearer ${word(20)}`]],
  [['app', 'postgres://me:hunter2@db']],
])('the command line %j contains a secret', (words) => {
  expect(secretInArguments(words)).toBeDefined();
});

it.each([
  [['--password-file=/run/x']],
  [['--password-file', '/run/x']],
  [['--password', '$(PASSWORD)']],
  [['--password', '--verbose']],
  [['mysqladmin', 'ping', '-p$MYSQL_ROOT_PASSWORD']],
  [['mysql', '-p', 'shop']],
  [['mysql', '-P3306', '--protocol=tcp']],
  [['ssh', '-p2222', 'host']],
  [['mkdir', '-p', 'token']],
  [['sh', '-c', 'PGPASSWORD=$POSTGRES_PASSWORD psql']],
  [['redis-cli', '-a', '$REDIS_PASSWORD']],
  [['curl', '-u', 'me:$PASSWORD', 'http://x']],
  [['--token-ttl', '5m']],
  [[]],
])('the command line %j contains no secret', (words) => {
  expect(secretInArguments(words)).toBeUndefined();
});

it.each([
  ['application.properties', 'server.port=80\nspring.datasource.password=hunter2\n'],
  ['application.yaml', 'db:\n  user: me\n  password: hunter2 # local\n'],
  ['app.json', '{\n  "user": "me",\n  "apiKey": "abc"\n}\n'],
  ['.npmrc', 'registry=https://r\n//r/:_authToken=abc\n_password="abc"\n'],
])('a line of the file %s contains a secret', (name, text) => {
  expect(secretInFile(name, text)).toBeDefined();
});

it.each([
  ['app.yaml', 'db:\n  password: ${DB_PASSWORD}\n  passwordFile: /run/x\ntoken:\n  ttl: 5m\n'],
  ['app.json', '{\n  "password": "",\n  "token": null\n}\n'],
  ['app.properties', 'db.password=\ndb.port=5432\nadmin.token =\n'],
  ['nginx.conf', 'server {\n  listen 80;\n  proxy_set_header Authorization $http_authorization;\n}\n'],
  ['readme.md', 'Password: see the vault\ntoken: getToken(x)\n'],
  ['ca.crt', '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n'],
])('no line of the file %s contains a secret', (name, text) => {
  expect(secretInFile(name, text)).toBeUndefined();
});

it('large files without a line break are checked too', () => {
  const large = 'a.'.repeat(250_000);
  expect(secretInText(`${large} ghp_${word(36)}`)).toBe('a GitHub token');
  expect(secretInFile('large', `${large}\n${'\n'.repeat(100_000)}x`)).toBeUndefined();
});
