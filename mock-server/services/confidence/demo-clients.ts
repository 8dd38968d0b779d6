import { adminId, flagEditor } from "./demo-people.ts";
import { identityOfApiClient, identityOfUser } from "./inferred.ts";
import type { ApiClient } from "./state.ts";

type Given = Pick<ApiClient, "clientId" | "clientSecret" | "displayName" | "createTime"> & { readonly id: string };
type More = Partial<Pick<ApiClient, "description" | "labels" | "owner" | "roles" | "permissions" | "updateTime">>;

/** A whole API client from what is special about it; its creator is the account's administrator. */
export function apiClientOf({ id, ...given }: Given & More): ApiClient {
  const [creator, createdBy] = [identityOfUser(adminId), `users/${adminId}`];
  return {
    name: `apiClients/${id}`,
    description: "",
    permissions: [],
    roles: [],
    labels: {},
    owner: creator,
    identity: identityOfApiClient(id),
    ...{ createdBy, updatedBy: createdBy, creator, updater: creator },
    updateTime: given.createTime,
    ...given,
  };
}

const muge = identityOfUser("b4n8yt6wq1ze5cx0lm3k");
const soren = identityOfUser("f0k9dj3hs7ap2ve6gu1r");
/** Blocked: nobody looks after what is theirs any more. */
const lee = identityOfUser("x5c1ol8bn4iw9mq7ty2j");

export const demoClients: readonly ApiClient[] = [
  // Word for word the client of the documented examples.
  apiClientOf({
    id: "donlangsbyz6iiksdt4c",
    displayName: "My API Client",
    description: "Client for setting up flags in GHE repos",
    clientId: "k9KkmxZfQtG6ZPqk9wyQfe7G5EzZsjza",
    clientSecret: "4wvbCSdF7wlTdn8HJEqSkcuSqyndjwcHzQ3KEwxRcqvkfLeEG4eFapHQUIrRuDxr",
    roles: [flagEditor],
    createTime: "2023-08-29T09:36:57.163017Z",
  }),
  // The one to sign in with.
  apiClientOf({
    id: "demo0confidence0clnt",
    displayName: "Keyporter demo",
    description: "Signs in to the mock server. It is an administrator.",
    clientId: "demo-confidence-client",
    clientSecret: "demo-confidence-secret",
    roles: ["roles/admin"],
    createTime: "2024-01-08T10:15:00.000417Z",
  }),
  apiClientOf({
    id: "q8w2er5ty1ui9op3as7d",
    displayName: "Checkout CI",
    description: "Publishes flag changes from the checkout pipeline.",
    clientId: "Vd0WqM7kHs2RzTjXb9LyPc4NgUe1FaK6",
    clientSecret: "tK8sZq1LmWv5YxRb3NcJd7HpGf0UeAi2oTk9SrQw4EyXz6BnMh1VlCj5DgPu8FaR",
    labels: { team: "payments", env: "ci" },
    owner: muge,
    roles: ["roles/flags-editor"],
    createTime: "2024-02-19T07:42:13.904410Z",
    updateTime: "2025-06-02T12:31:44.118275Z",
  }),
  apiClientOf({
    id: "m3n6bv9cx2za5lk8jh1g",
    displayName: "Search ranking experiments",
    description: "Reads exposure data for the weekly ranking report.",
    clientId: "Pz5XcVb8NmA1SdFg4HjKl7QwErTy0UiO",
    clientSecret: "b2Nv7Kq4Xz9Lm1Wc6Rt3Yp8Hs5Jd0Fg2Ua7Ei4Ok9Tl1Mn6Bv3Cx8Zq5Ws0Ed2R",
    labels: { team: "search" },
    owner: lee,
    roles: ["roles/flags-reader"],
    createTime: "2024-05-03T15:08:59.000000Z",
  }),
  apiClientOf({
    id: "h4g7fd1sa8pq2wo5ei9r",
    displayName: "Terraform",
    description: "Manages API clients and policies as code.",
    clientId: "Lk3Jh6Gf9Ds2Aq5We8Rt1Yu4Io7Pz0Xc",
    clientSecret: "Q1w2E3r4T5y6U7i8O9p0A1s2D3f4G5h6J7k8L9z0X1c2V3b4N5m6Q7w8E9r0T1y2",
    labels: { "team": "platform", "env": "production", "managed-by": "terraform" },
    permissions: ["create:apiclients", "update:apiclients"],
    createTime: "2024-08-12T06:30:00.250000Z",
    updateTime: "2026-10-30T18:22:05.733120Z",
  }),
  apiClientOf({
    id: "z9x8cv7bn6m5lk4jh3gf",
    displayName: "Android release train",
    clientId: "Mn8Bv5Cx2Zq9Ws6Ed3Rf0Tg7Yh4Uj1Ik",
    clientSecret: "Zx9Cv8Bn7Mm6Ll5Kk4Jj3Hh2Gg1Ff0Dd9Ss8Aa7Pp6Oo5Ii4Uu3Yy2Tt1Rr0Ee9W",
    labels: { team: "mobile", platform: "android" },
    roles: ["roles/flags-editor"],
    createTime: "2025-01-27T11:11:11.111111Z",
  }),
  apiClientOf({
    id: "y1u2io3pa4sd5fg6hj7k",
    displayName: "iOS release train",
    clientId: "Ty6Gh3Bn0Jm7Uk4Il1Op8Qa5Ws2Ed9Rf",
    clientSecret: "Aq1Sw2De3Fr4Gt5Hy6Ju7Ki8Lo9Pz0Xm1Cn2Vb3Bv4Nc5Mx6Zl7Ak8Sj9Dh0Fg1Q",
    labels: { team: "mobile", platform: "ios" },
    roles: ["roles/flags-editor"],
    createTime: "2025-01-27T11:12:40.500500Z",
  }),
  apiClientOf({
    id: "w5e4rt3yu2io1pl0km9n",
    displayName: "Nightly metrics sync",
    description: "Confidence metrics, every night at 02:00 UTC.",
    clientId: "Rf4Tg1Yh8Uj5Ik2Ol9Pq6Az3Wx0Se7Dc",
    clientSecret: "Hj6Kl3Zx0Cv7Bn4Mq1We8Rt5Yu2Io9Pa6Sd3Fg0Hk7Lz4Xc1Vb8Nm5Qw2Er9Ty6U",
    labels: { team: "data" },
    owner: soren,
    roles: ["roles/reader"],
    createTime: "2025-04-14T02:00:03.000021Z",
  }),
  apiClientOf({
    id: "k2j3hg4fd5sa6qw7er8t",
    displayName: "Çağrı merkezi paneli 📞",
    description: "Destek ekibinin paneli. İki satır:\nikinci satır.",
    clientId: "Sd2Fg9Hj6Kl3Zx0Cv7Bn4Mq1We8Rt5Yu",
    clientSecret: "Wx3Se0Dc7Rf4Tg1Yh8Uj5Ik2Ol9Pq6Az3Xw0Es7Cd4Fr1Gt8Hy5Ju2Ki9Lo6Pq3Z",
    labels: { team: "support", dil: "tr" },
    owner: muge,
    createTime: "2025-09-01T09:00:00.999999Z",
  }),
  // Whatever shows names has to show these as what they are: text.
  apiClientOf({
    id: "a1b2c3d4e5f6g7h8i9j0",
    displayName: "<img src=x onerror=alert(1)> **not** [a link](command:workbench.action.quit)",
    description: "A name with markup, from somebody who tries what happens. $(trash) &amp; \u202Etxet desrever\u202C",
    clientId: "Gt7Hy4Ju1Ki8Lo5Pz2Xa9Sw6De3Fr0Vb",
    clientSecret: "Vb9Nm6Qa3Ws0Ed7Rf4Tg1Yh8Uj5Ik2Ol9Pz6Xa3Sw0De7Fr4Gt1Hy8Ju5Ki2Lo9P",
    labels: { "<b>key</b>": "</script><script>alert(1)</script>" },
    createTime: "2025-11-11T23:59:59.999999Z",
  }),
  apiClientOf({
    id: "n0m9bv8cx7zl6kj5hg4f",
    displayName:
      `Client of the team that gives its things very long names so that everybody knows what they are for, ${"and then some more ".repeat(6)}`.trim(),
    clientId: "Ju3Ki0Lo7Pz4Xa1Sw8De5Fr2Gt9Hy6Vn",
    clientSecret: "Lo4Ki7Ju0Hy3Gt6Fr9De2Sw5Aq8Zx1Cv4Bn7Mm0Pp3Oo6Ii9Uu2Yy5Tt8Rr1Ee4W",
    createTime: "2026-03-30T16:45:12.345678Z",
  }),
  apiClientOf({
    id: "p6o5iu4yt3re2wq1as0d",
    displayName: "My API Client",
    description: "Names are not unique: this is a second one.",
    clientId: "Ed1Rf8Tg5Yh2Uj9Ik6Ol3Pq0Az7Wx4Sc",
    clientSecret: "Ki1Lo8Pz5Xa2Sw9De6Fr3Gt0Hy7Ju4Ki1Lm8Nb5Vc2Xz9Aq6Sw3Ed0Rf7Tg4Yh1U",
    createTime: "2026-11-02T08:20:30.400000Z",
  }),
];
