/** An error as AWS names it on the wire. Texts that AWS is not known to use are ours, so nobody may rely on them. */
export class AwsError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** "One or more parameters are not valid": Direct Connect's own error for nearly everything a caller can do wrong. */
export function clientException(message: string): AwsError {
  return new AwsError('DirectConnectClientException', message);
}
