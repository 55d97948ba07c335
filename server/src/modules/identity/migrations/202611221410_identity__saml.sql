-- An agency's SAML identity provider is an upstream too.
alter table identity.upstream drop constraint upstream_kind_check;
alter table identity.upstream add constraint upstream_kind_check check (kind in ('oidc', 'thaid', 'ldap', 'saml'));
