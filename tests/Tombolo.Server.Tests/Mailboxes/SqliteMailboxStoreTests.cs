using Tombolo.Server.Storage;

namespace Tombolo.Server.Tests.Mailboxes;

public sealed class SqliteMailboxStoreTests() : MailboxStoreTests(DatabaseEngine.Sqlite)
{
    protected override string RefuseInserts => "CREATE TRIGGER refuse BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'on purpose'); END";

    protected override string AllowInserts => "DROP TRIGGER refuse";
}
