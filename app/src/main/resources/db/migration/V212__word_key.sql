-- Like every table of the clients' own, led by the client; the number lets a word stand twice, so that two tickets that bring it never wait for each other.
alter table work.word add column id bigint generated always as identity;
alter table work.word add primary key (client_id, word, id);
drop index work.word_beginning;
