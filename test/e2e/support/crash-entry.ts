// Brought into the bot's process: a signal makes it crash with all that is secret on the lips.
process.on('SIGUSR2', () => {
  const secrets = process.env.PLANTED ?? '';
  const encoded = [encodeURIComponent(secrets), Buffer.from(secrets).toString('base64')].join(' ');
  throw new Error(`crashed with ${secrets} ${encoded}`, { cause: new Error(secrets) });
});
