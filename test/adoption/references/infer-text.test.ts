import { addressFinder } from '../../../src/adoption/references/address';
import { inferText } from '../../../src/adoption/references/infer-text';

const addresses = [
  {
    flow: 'database',
    host: 'db',
    namespace: 'shop',
    ports: new Map([
      [5432, 'port'],
      [9187, 'port.metrics'],
    ] as const),
  },
  { flow: 'api', host: 'api', namespace: 'shop', ports: new Map([[80, 'port']] as const) },
  { flow: 'mail', host: 'mail', namespace: 'office', ports: new Map([[25, 'port']] as const) },
];

const findAddress = addressFinder(addresses);

/** What the generated code says for a variable of a pod in the namespace `shop`. `<` and `>` stand for `${` and `}`. */
function codeFor(name: string, text: string): string | undefined {
  return inferText(name, text, (host) => findAddress(host, 'shop'), 'shop')
    ?.code.replaceAll('${', '<')
    .replaceAll('}', '>');
}

const host = "this.flow('database').host";
const port = "this.flow('database').port";

it.each([
  ['DB_HOST', 'db', host],
  ['PGHOST', 'db', host],
  ['brokerUrls', 'db', host],
  ['DB_SERVER', 'db.shop.svc', `text\`<${host}>.<namespace>.svc\``],
  ['MAIL_HOST', 'mail.office', "text`<this.flow('mail').host>.office`"],
  ['MAIL_HOST', 'mail', undefined],
  ['POSTGRES_DB', 'db', undefined],
  ['OBSERVER', 'db', undefined],
  ['DB_HOST', 'db,api', undefined],
  ['DB', 'db:5432', `text\`<${host}>:<${port}>\``],
  ['DB', 'db:5433', undefined],
  ['DB', 'db:54321', undefined],
  ['DB', 'other-db:5432', undefined],
  ['DB', 'db.other:5432', undefined],
  ['IMAGE', 'example/db:5432', undefined],
  ['SCRAPE', 'a=1,db:9187', `text\`a=1,<${host}>:<this.flow('database').namedPort('metrics')>\``],
  ['API', 'http://api/v1', "text`http://<this.flow('api').host>/v1`"],
  ['API', 'http://api:81/v1', "text`http://<this.flow('api').host>:81/v1`"],
  ['API', 'https://api.example.com/db', undefined],
  ['API', 'https://example.com/api', undefined],
  ['URL', 'amqp://db:5432@db:5432/db', `text\`amqp://db:5432@<${host}>:<${port}>/db\``],
  ['JDBC', 'jdbc:postgresql://db:5432/db', `text\`jdbc:postgresql://<${host}>:<${port}>/db\``],
  ['API', 'http://api/`$X\\', "text`http://<this.flow('api').host>/\\`$X\\\\`"],
  ['SCRIPT', 'nc db:5432\nnc db:5432', undefined],
])('the variable %s with the text %j becomes %s', (name, text, code) => {
  expect(codeFor(name, text)).toBe(code);
});
