-- Each signed access token asks whose API it is for; with hundreds of services that read them all.
create index client_by_resource on signon.client ((metadata ->> 'saphan_resource')) where metadata ->> 'saphan_resource' is not null;
