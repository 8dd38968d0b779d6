/** Complete: what is not in here does not exist. */
export const help = `keyporter: the keys of Spotify Confidence, OpenText ALM Octane and Confluence Cloud, for scripts and pipelines.

Usage: keyporter COMMAND --service NAME --url ADDRESS [flags]

Commands
  list                     all credentials, as JSON
  create                   make one; its secret goes where --secret-fd or --secret-file says
  regenerate ID            give it a new secret; the old one stops working at once
  revoke ID                end it: revoke it, or delete it where the service only knows that, or turn the admin key off
  expiring                 those that end soon, and what signs in here if it does
  inventory                everything that tells which credentials there are, for JSON, CSV or Markdown

Where
  --service NAME           confidence, octane or confluence      (or KEYPORTER_SERVICE)
  --url ADDRESS            the server, https: or this machine    (or KEYPORTER_URL)
  --ca FILE                also trust the private authority in this file (PEM or DER)
  --timeout SECONDS        give up after so long (300)

Signing in, from the environment only: what stands in arguments, everybody on a machine can read
  confidence               KEYPORTER_CLIENT_ID and KEYPORTER_CLIENT_SECRET, or KEYPORTER_ACCESS_TOKEN
  octane                   KEYPORTER_CLIENT_ID and KEYPORTER_CLIENT_SECRET, or KEYPORTER_USER and KEYPORTER_PASSWORD;
                           KEYPORTER_SHARED_SPACE
  confluence               KEYPORTER_EMAIL and KEYPORTER_API_TOKEN; KEYPORTER_TOKEN_ENDS says when that token ends
  --sign-in METHOD         which way, where the environment has more than one: client or token; key, user or basic; apiToken

list, expiring, inventory
  --search WORDS           only what matches
  --query EXPRESSION       only what matches in the server's own language (Octane)

create
  --set FIELD=VALUE        a field of the form; repeat it for a list (roles=1027 roles=1028) and for pairs (labels=team=data).
                           An end is a moment (2027-01-31T00:00:00Z) or a span (90d). What is not there or not valid is
                           answered with a list of the fields.
  --set-from-env FIELD=VARIABLE
                           the same from the environment; the only way for secrets of your own

create, regenerate: one of these is needed, and the secret is nowhere else
  --secret-file FILE       a new file that only you can read (mode 0600), with the secret and nothing else; --force replaces one
  --secret-fd N            a file descriptor that your shell opened (3>file, 3>&1); with 1 the JSON goes to standard error (2)

regenerate, revoke
  --yes                    go ahead. Without it, what would break is said, and nothing done

expiring
  --within SPAN            how soon: 14d, 36h or 90m (30d)
  --expired                also what has ended by itself
  --exit-code              end with 1 if there is any, so that a pipeline can fail

inventory
  --format NAME            json, csv or markdown (json)
  --environment NAME       what the server is for, as the inventory says it: production or test (production)

  --verbose                each request as a line on standard error, without secrets
  --help, --version

Answers are JSON on standard output, words are on standard error. No secret is in either.

Exit codes
  0    done
  1    expiring --exit-code found something
  2    the arguments or the environment can't be; nothing was sent
  3    the sign-in was refused, or may not do this
  4    the server refused: not there, not valid, a conflict
  5    no answer, or none that the service gives; try again
  6    no answer came, and nobody knows whether it was done: look before you try again.
       The secret that counts if it was done is where you wanted it, if it was made on this side
  7    done, but not all of it: the JSON says what is missing
  130  stopped (Ctrl+C, --timeout)
`;
