import { spawn } from 'node:child_process';
import { addAbortSignal, type Readable } from 'node:stream';
import { isatty } from 'node:tty';
import { z } from 'zod';
import { startFault } from '../../files/run-program';
import { StreamTooLarge, textOfStream } from '../../files/text-of-stream';
import { ownVariables } from '../../files/variables';
import { content, credentialsFailed } from './content';
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

export interface PluginCredentials {
  readonly token?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/**
 * Runs a credential plugin as kubectl does. The plugin may ask questions on the terminal, and writes its messages to
 * standard error. Its standard output is never shown, because it contains the token.
 *
 * @param signal ends the plugin
 * @throws TowpathError `credentials-failed`
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export async function runPlugin(
  exec: ExecEntry,
  cluster: ClusterEntry,
  signal: AbortSignal,
): Promise<PluginCredentials> {
  const env = {
    ...ownVariables(),
    ...Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(request(exec, cluster)),
  };
  const output = await run(exec, env, signal);
  const found = answer.safeParse(parsed(output));
  if (!found.success) throw failed(exec, 'did not print an ExecCredential');
  const { token, clientCertificateData: cert, clientKeyData: key } = found.data.status;
  return { token, cert, key };
}

function request({ apiVersion, provideClusterInfo }: ExecEntry, cluster: ClusterEntry): object {
  const authority = content(cluster, 'certificate-authority');
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

async function run(exec: ExecEntry, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  const command = findCommand(exec.command, ownVariables().PATH);
  if (command === undefined) throw failed(exec, 'was not found in PATH');
  const child = started(exec, command, env, signal);
  const ended = new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(`was not started: ${startFault(error)}`));
    child.on('close', (code, signal) => resolve(problemOf(code, signal)));
  });
  // A process that the plugin started may outlive it and keep its output open.
  const [output, problem] = await Promise.all([outputOf(exec, addAbortSignal(signal, child.stdout)), ended]);
  if (problem !== undefined) throw failed(exec, problem);
  return output;
}

function started(exec: ExecEntry, command: string, env: NodeJS.ProcessEnv, signal: AbortSignal) {
  try {
    return spawn(command, exec.args ?? [], { env, stdio: ['inherit', 'pipe', 'inherit'], signal });
  } catch (error) {
    // Such as a NUL character in an argument.
    throw failed(exec, `was not started: ${startFault(error as NodeJS.ErrnoException)}`);
  }
}

async function outputOf(exec: ExecEntry, stdout: Readable): Promise<string> {
  try {
    return await textOfStream(stdout, largestAnswer);
  } catch (error) {
    throw error instanceof StreamTooLarge ? failed(exec, `printed ${error.message}`) : error;
  }
}

function problemOf(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (code === 0) return undefined;
  return signal ? `was ended by the signal ${signal}` : `ended with the exit code ${code}`;
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

function failed({ command, installHint }: ExecEntry, problem: string): Error {
  return credentialsFailed(
    `the credential plugin \`${command}\` of the kubeconfig ${problem}`,
    installHint?.trim().replace(/\s+/g, ' ') ??
      'run `kubectl get namespaces` with the same kubeconfig to see what the credential plugin asks for',
  );
}
