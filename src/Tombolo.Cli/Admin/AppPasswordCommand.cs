using System.CommandLine;
using Tombolo.Cli.Help;
using Tombolo.Server.StandardClients;

namespace Tombolo.Cli.Admin;

/// <summary><c>tombolo admin app-password</c>: what a standard XMPP client logs in with.</summary>
internal static class AppPasswordCommand
{
    public static Command Create()
    {
        var account = new Argument<string>("account") { Description = "The account's address, or its phone number with country code." };
        var data = new Option<string>("--data") { Description = "The host's data folder. The host may run meanwhile.", HelpName = "DIR", DefaultValueFactory = static _ => "data" };
        var command = new Command("app-password", "Make a password with which a standard XMPP client logs in to an account; the one made before ends.") { account, data };
        command.SetAction(parsed =>
        {
            try
            {
                return Print(StandardAccounts.MakePassword(parsed.GetRequiredValue(data), parsed.GetRequiredValue(account), TimeProvider.System));
            }
            catch (FileNotFoundException missing)
            {
                Complaint.Write(missing.Message, "Name the host's data folder with --data.");
                return ExitCode.Usage;
            }
        });
        command.WithExamples(("For the person with this number", "tombolo admin app-password +34600000001 --data ./data"));
        return command;
    }

    private static int Print((string Account, string Password)? made)
    {
        if (made is not { } password)
        {
            Complaint.Write("There is no such account.", "Give its address, or the phone number it registered with.");
            return ExitCode.Failure;
        }

        Console.WriteLine($"Account:  {password.Account}");
        Console.WriteLine($"Password: {password.Password}");
        Console.WriteLine("It is shown this once; only a verifier of it is kept.");
        return ExitCode.Success;
    }
}
