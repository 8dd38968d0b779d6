import type { ActionId, Credential, CredentialId, Issued } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";
import type { SignIn } from "./service.ts";

export type Ahead = (intent: Intent) => Promise<void>;

/** What is about to be asked of a server, kept before it is: enough to find out later whether it was done. */
export interface Intent {
  readonly action: ActionId;
  /** Missing where the credential is yet to be. */
  readonly id?: CredentialId;
  /** What the person calls it. */
  readonly label: string;
  /** The secret that counts if the request succeeds, where it is made on this side. */
  readonly secret?: Secret;
  /** What `Session.settle` needs, in the service's own words; no secret. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What became of an intent. */
export type Settled =
  | {
      readonly type: "issued";
      readonly issued: Issued;
      readonly message: string;
      /** As in `Outcome`. */
      readonly unproved?: true;
      readonly newSignIn?: SignIn;
    }
  /** It was done, and nobody has its secret, or ever will: the message says what to do. */
  | { readonly type: "secret-lost"; readonly credential: Credential; readonly message: string }
  | { readonly type: "not-done"; readonly message: string }
  /** The server can't tell now: it is asked again later. */
  | { readonly type: "unknown"; readonly message: string };
