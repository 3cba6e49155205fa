import { Command, InvalidArgumentError, Option } from 'commander'
import { VERSION } from './http/version.ts'
import { matchInLinearTime } from './linear-patterns.ts'
import type { TypesOptions } from './types/write-types.ts'

/** Runs the command line in `argv` as Node gives it. A failure is one line on standard error and exit code 1. */
export async function run(argv: readonly string[]): Promise<void> {
  // The log is full of texts that pages sent, and whoever counts it anew matches all of them.
  matchInLinearTime()
  const program = new Command('espalier').description('Grow the customers that you already have.').version(VERSION)

  program
    .command('start')
    .description('start the server')
    .option('--demo', 'with well-known keys, a demo product and sample data')
    .action(async ({ demo }: { demo?: boolean }) => {
      const [{ readEnv }, { main }] = await Promise.all([import('./env.ts'), import('./main.ts')])
      await main(readEnv(process.env, demo ? 'demo' : 'live'))
    })

  program
    .command('seed')
    .description("write the demo's sample data; start --demo does it by itself")
    .action(async () => {
      const [{ readEnv }, { seedFolder }] = await Promise.all([import('./env.ts'), import('./demo/seed-folder.ts')])
      await seedFolder(readEnv(process.env, 'demo'))
    })

  program
    .command('rebuild')
    .description('make people, counters and results anew from the log of events')
    .action(async () => {
      const [{ readEnv }, { rebuildFolder }] = await Promise.all([import('./env.ts'), import('./rebuild/rebuild-folder.ts')])
      const events = await rebuildFolder(readEnv(process.env, 'live'))
      console.log(`Rebuilt from ${events} events.`)
    })

  program
    .command('check')
    .description('check campaign files and name the wrong fields')
    .argument('<files...>', 'JSON files, one campaign each')
    .action(async (files: string[]) => {
      const { checkFiles } = await import('./campaigns/check-files.ts')
      const { lines, ok } = await checkFiles(files)
      for (const line of lines) console.log(line)
      if (!ok) process.exitCode = 1
    })

  program
    .command('replay')
    .description('send a recorded experiment through the HTTP API and print its report')
    .argument('<file>', 'hillstrom.csv or hillstrom.csv.gz')
    .option('--url <address>', 'a running server; by default the one on this machine, or one of its own', checkAddress)
    .option('--key <key>', 'secret key of that server')
    .action(async (file: string, options: { url?: string; key?: string }) => {
      const { replay } = await import('./replay/replay.ts')
      await replay(file, options)
    })

  program
    .command('snippet')
    .description('print the tags for your pages, and what their policy has to allow')
    .requiredOption('--host <address>', 'the server as browsers reach it, with a path where it has one', checkAddress)
    .option('--key <key>', 'the public key that stands in the tags', 'pk_...')
    .action(async ({ host, key }: { host: string; key: string }) => {
      const { printSnippet } = await import('./script/print-snippet.ts')
      console.log(await printSnippet(host, key))
    })

  program
    .command('types')
    .description('write the names of features, events and slots as TypeScript types')
    .option('--out <file>', 'where to', 'espalier-names.d.ts')
    .option('--from <path>', 'a folder with catalog.json, definitions.json and campaigns/, or a catalogue file')
    .addOption(
      new Option('--url <address>', 'a running server').env('ESPALIER_URL').default('http://127.0.0.1:4477').argParser(checkAddress),
    )
    .addOption(new Option('--key <key>', 'secret key of that server').env('ESPALIER_SECRET_KEY'))
    .option('--strict', 'events and slots that no campaign knows are errors, too')
    .option('--check', 'write nothing; fail when the file is out of date')
    .action(async (options: TypesOptions) => {
      const { writeTypes } = await import('./types/write-types.ts')
      console.log(await writeTypes(options))
    })

  program
    .command('password')
    .description("give the console's owner, or a colleague, a new password, print it once and end all of their sessions")
    .option('--email <address>', 'of the colleague; by default the owner')
    .action(async ({ email }: { email?: string }) => {
      const [{ readEnv }, { resetPassword }] = await Promise.all([import('./env.ts'), import('./auth/reset-password.ts')])
      console.log(await resetPassword(readEnv(process.env, 'live'), email))
    })

  program
    .command('keys')
    .description('manage keys')
    .command('create')
    .description('make a key and print it once')
    .addOption(new Option('--kind <kind>', 'public for pages, secret for servers').choices(['public', 'secret']).makeOptionMandatory())
    .requiredOption('--label <label>', 'what it is for')
    .action(async ({ kind, label }: { kind: 'public' | 'secret'; label: string }) => {
      const [{ readEnv }, { createKey }] = await Promise.all([import('./env.ts'), import('./auth/create-key.ts')])
      console.log(await createKey(readEnv(process.env, 'live'), kind, label))
    })

  try {
    await program.parseAsync(argv)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

function checkAddress(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value)) throw new InvalidArgumentError('expected an address such as http://127.0.0.1:4477')
  return value
}
