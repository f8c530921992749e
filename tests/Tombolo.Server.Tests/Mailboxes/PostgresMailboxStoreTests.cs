using Tombolo.Server.Storage;

namespace Tombolo.Server.Tests.Mailboxes;

public sealed class PostgresMailboxStoreTests() : MailboxStoreTests(DatabaseEngine.Postgres)
{
    protected override string RefuseInserts => "ALTER TABLE entry ADD CONSTRAINT refuse CHECK (false) NOT VALID";

    protected override string AllowInserts => "ALTER TABLE entry DROP CONSTRAINT refuse";
}
