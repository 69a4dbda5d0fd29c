import { spawn } from 'node:child_process';
import { addAbortSignal, type Readable } from 'node:stream';
import { isatty } from 'node:tty';
import { z } from 'zod';
import { jsonIfValid } from '../../data/parse-json';
import { TowpathError } from '../../diagnostics';
import { startFault } from '../../files/run-program';
import { StreamTooLarge, textOfStream } from '../../files/text-of-stream';
import { ownVariables } from '../../files/variables';
import { type KeyPair, pairIssues } from './certificates';
import { type Content, credentialsError, type EntryPlace, fieldOf } from './content';
import { findCommand } from './find-command';
import type { ClusterEntry, ExecEntry } from './kubeconfig';

const answer = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
  }),
});

/** The largest output of a plugin. Bytes. */
const largestAnswer = 2 ** 20;

/** A plugin, and where the kubeconfig names it. */
export interface Plugin {
  readonly exec: ExecEntry;
  readonly place?: EntryPlace | undefined;
}

export interface PluginCredentials {
  readonly token?: string | undefined;
  readonly pair?: KeyPair | undefined;
}

/**
 * Runs a credential plugin as kubectl does. The plugin may ask questions on the terminal, and writes its messages to
 * standard error. Its standard output is never shown, because it contains the token.
 *
 * @param authority the certificates of the cluster's authority, in PEM
 * @param signal ends the plugin
 * @throws TowpathError `credentials-failed`
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export async function runPlugin(
  plugin: Plugin,
  cluster: ClusterEntry,
  authority: string | undefined,
  signal: AbortSignal,
): Promise<PluginCredentials> {
  const { exec } = plugin;
  const env = {
    ...ownVariables(),
    ...Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(request(exec, cluster, authority)),
  };
  const output = await run(plugin, env, signal);
  const found = answer.safeParse(jsonIfValid(output));
  if (!found.success) throw failed(plugin, 'did not print an ExecCredential');
  const { token, clientCertificateData: cert, clientKeyData: key } = found.data.status;
  if (!cert && !key) return { token };
  if (!cert || !key) throw failed(plugin, 'printed a certificate without its key, or a key without its certificate');
  const pair = { cert: printed(plugin, 'clientCertificateData', cert), key: printed(plugin, 'clientKeyData', key) };
  const issues = pairIssues(pair, new Date());
  if (issues.length > 0) throw new TowpathError(issues);
  return { token, pair };
}

function printed({ exec, place }: Plugin, field: string, text: string): Content {
  const name = `\`${field}\`, which the credential plugin \`${exec.command}\` printed,`;
  return { name, text, location: place?.locationOf('exec') };
}

function request({ apiVersion, provideClusterInfo }: ExecEntry, cluster: ClusterEntry, authority?: string): object {
  const forPlugins = cluster.extensions?.find(({ name }) => name === 'client.authentication.k8s.io/exec');
  const described = {
    server: cluster.server,
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'],
    ...(cluster['tls-server-name'] && { 'tls-server-name': cluster['tls-server-name'] }),
    ...(cluster['proxy-url'] && { 'proxy-url': cluster['proxy-url'] }),
    ...(authority && { 'certificate-authority-data': Buffer.from(authority).toString('base64') }),
    ...(forPlugins && { config: forPlugins.extension }),
  };
  const spec = { interactive: isatty(0), ...(provideClusterInfo && { cluster: described }) };
  return { apiVersion, kind: 'ExecCredential', spec };
}

async function run(plugin: Plugin, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  const command = findCommand(plugin.exec.command, ownVariables().PATH);
  if (command === undefined) throw failed(plugin, 'was not found in PATH');
  const child = started(plugin, command, env, signal);
  const ended = new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(`was not started: ${startFault(error)}`));
    child.on('close', (code, signal) => resolve(problemOf(code, signal)));
  });
  // A process that the plugin started may outlive it and keep its output open.
  const [output, problem] = await Promise.all([outputOf(plugin, addAbortSignal(signal, child.stdout)), ended]);
  if (problem !== undefined) throw failed(plugin, problem);
  return output;
}

function started(plugin: Plugin, command: string, env: NodeJS.ProcessEnv, signal: AbortSignal) {
  try {
    return spawn(command, plugin.exec.args ?? [], { env, stdio: ['inherit', 'pipe', 'inherit'], signal });
  } catch (error) {
    // Such as a NUL character in an argument.
    throw failed(plugin, `was not started: ${startFault(error as NodeJS.ErrnoException)}`);
  }
}

async function outputOf(plugin: Plugin, stdout: Readable): Promise<string> {
  try {
    return await textOfStream(stdout, largestAnswer);
  } catch (error) {
    throw error instanceof StreamTooLarge ? failed(plugin, `printed ${error.message}`) : error;
  }
}

function problemOf(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (code === 0) return undefined;
  return signal ? `was ended by the signal ${signal}` : `ended with the exit code ${code}`;
}

function failed({ exec, place }: Plugin, problem: string): TowpathError {
  const { command, installHint } = exec;
  const hint =
    installHint?.trim().replace(/\s+/g, ' ') ??
    'run `kubectl get namespaces` with the same kubeconfig to see what the credential plugin asks for';
  return credentialsError(fieldOf('exec', place), `runs \`${command}\`, which ${problem}`, hint);
}
