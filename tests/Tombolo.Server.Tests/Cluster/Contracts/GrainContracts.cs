using System.Reflection;
using System.Text;
using Orleans;
using Orleans.Runtime;

namespace Tombolo.Server.Tests.Cluster.Contracts;

/// <summary>What nodes say to each other, as text: interfaces with their methods, and what is serialised with the id of each member.</summary>
internal static class GrainContracts
{
    private static readonly Assembly Server = typeof(TomboloServerOptions).Assembly;

    public static string Describe()
    {
        var text = new StringBuilder();
        foreach (var contract in Types(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)))
        {
            text.Append("interface ").Append(NameOf(contract)).Append('\n');
            foreach (var method in contract.GetMethods().Select(Signature).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(method).Append('\n');
            }
        }

        Type[] types = [.. Types(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];
        foreach (var type in types.Concat(types.SelectMany(EnumsOf)).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.IsEnum ? "enum " : "type ").Append(NameOf(type)).Append('\n');
            foreach (var member in type.IsEnum ? Values(type) : Members(type))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Types(Func<Type, bool> condition) =>
        Server.GetTypes().Where(type => !type.Name.StartsWith("Codec_", StringComparison.Ordinal) && condition(type)).OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static string Signature(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Short(parameter.ParameterType)))}): {Short(method.ReturnType)}{AliasOf(method)}";

    private static IEnumerable<string> Members(Type type) => Numbered(type).OrderBy(pair => pair.Id).Select(pair => $"{pair.Id} {pair.Member.Name}: {Short(TypeOf(pair.Member))}");

    /// <summary>Enumerations travel as numbers, whether they are marked or not.</summary>
    private static IEnumerable<Type> EnumsOf(Type type) =>
        Numbered(type).Select(pair => Nullable.GetUnderlyingType(TypeOf(pair.Member)) ?? TypeOf(pair.Member)).Where(member => member.IsEnum);

    private static IEnumerable<(uint Id, MemberInfo Member)> Numbered(Type type) => type
        .GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(member => member.GetCustomAttribute<IdAttribute>() is not null)
        .Select(member => (member.GetCustomAttribute<IdAttribute>()!.Id, member));

    private static Type TypeOf(MemberInfo member) => (member as PropertyInfo)?.PropertyType ?? ((FieldInfo)member).FieldType;

    private static IEnumerable<string> Values(Type type) => Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), null)} {name}");

    private static string NameOf(Type type) => type.FullName + AliasOf(type);

    private static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>() is { } alias ? $" alias {alias.Alias}" : "";

    private static string Short(Type type) => type.IsArray ? Short(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>"
        : type.Name;
}
